using Mmei.Contracts.Api.V1;

namespace Mmei.Cli.Demo;

/// <summary>A person, and what the platform said of them.</summary>
internal sealed record Perceived(Person Person, ObservationAnswer Answer);
