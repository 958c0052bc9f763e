namespace Mmei.Integration.Tests.Privacy;

public sealed class When_marked_media_are_sent_to_one_process(RunInOneProcess run) : NothingIsKept(run), IClassFixture<RunInOneProcess>;
