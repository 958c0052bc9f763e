namespace Mmei.Integration.Tests.Privacy;

public sealed class RunInOneProcess() : MarkedRun("memory");
