using Mmei.Hosting.Background;

namespace Mmei.Gateway.WarmUp;

/// <summary>Closed until the warm-up is over, whichever way it ended.</summary>
internal sealed class WarmUpGate(TimeProvider time) : StartupGate("The platform has not answered yet.", time);
