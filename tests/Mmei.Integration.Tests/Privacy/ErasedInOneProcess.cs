namespace Mmei.Integration.Tests.Privacy;

public sealed class ErasedInOneProcess() : ErasedRun("memory");
