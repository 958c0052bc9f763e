using Microsoft.Extensions.Options;
using Mmei.Hosting.Background;

namespace Mmei.Storage;

/// <summary>Closed until the database is reachable and its schema is up to date.</summary>
internal sealed class DatabaseGate(IOptions<StorageOptions> options, TimeProvider time)
    : StartupGate("The database is not ready yet.", time, options.Value.StartupPatience);
