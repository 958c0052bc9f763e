namespace Mmei.Integration.Tests.Clients;

public sealed class When_the_Python_client_is_used(SharedPlatform platform) : IClassFixture<SharedPlatform>
{
    [Fact]
    public async Task Should_have_the_types_and_calls_of_the_APIs_description()
    {
        await Npm.RunAsync(PythonClient.Folder, "ci");

        (await ProgramRun.RunAsync(PythonClient.Folder, null, "node", "generate.mjs", "--check")).ShouldSucceed();
    }

    [Fact]
    public async Task Should_send_media_and_rows_as_they_are_and_raise_what_is_refused() =>
        (await PythonClient.RunAsync(platform.Running, EveryWay)).ShouldSucceed().Output.Split('\n').ShouldBe(
        [
            "ModalityStatus.REJECTED",
            "1",
            "Fast tide None",
            "['py-1']",
            "404 There is no such item.",
            "400 The request is not valid: userId: must be 1 to 128 characters, none of them a control character",
            "",
        ]);

    /// <summary>What is not a picture is rejected by its bytes, which shows that it has arrived beside the words.</summary>
    private const string EveryWay =
        """
        import os

        from mmei_client import ConsentRequest, ContentKind, Mmei, MmeiProblem, ObservationRequest, OptionsRequest

        mmei = Mmei(os.environ["MMEI_URL"], os.environ["MMEI_KEY"])

        request = ObservationRequest(
            text="what a day, I just need to unwind",
            consent=ConsentRequest(text=True, image=True, purpose="recommendation"),
            options=OptionsRequest(deadline_ms=10000),
        )
        print(mmei.observe(request, image=b"no picture").modalities["image"].status)

        rows = "id,kind,title,description,creator\npy-1,video,Slow tide,Waves and a piano,Ana\n"
        print(mmei.import_items(rows, "text/csv", wait=True).accepted)
        changed = mmei.patch_item("py-1", {"title": "Fast tide", "creator": None})
        print(changed.title, changed.creator)
        print([item.id for item in mmei.list_latest_items(k=1, kind=ContentKind.VIDEO, exclude_seen=False).items])
        mmei.delete_item("py-1")

        for refused in (
            lambda: mmei.get_item("py-1"),
            lambda: mmei.observe(ObservationRequest(text="hello", user_id="x" * 1000)),
        ):
            try:
                refused()
            except MmeiProblem as problem:
                print(problem)
        """;
}
