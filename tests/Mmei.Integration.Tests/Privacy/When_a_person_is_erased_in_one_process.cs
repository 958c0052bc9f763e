namespace Mmei.Integration.Tests.Privacy;

public sealed class When_a_person_is_erased_in_one_process(ErasedInOneProcess run) : NobodyIsFound(run), IClassFixture<ErasedInOneProcess>;
