namespace Mmei.Integration.Tests.Clients;

public sealed class When_the_TypeScript_client_is_used(SharedPlatform platform) : IClassFixture<SharedPlatform>
{
    [Fact]
    public async Task Should_have_the_types_of_the_APIs_description()
    {
        await TypeScriptClient.InstallAsync();

        (await ProgramRun.RunAsync(TypeScriptClient.Folder, null, "node", "generate.mjs", "--check")).ShouldSucceed();
    }

    [Fact]
    public async Task Should_send_media_and_rows_as_they_are_and_throw_what_is_refused() =>
        (await TypeScriptClient.RunAsync(platform.Running, EveryWay)).ShouldSucceed().Output.Split('\n').ShouldBe(
        [
            "rejected",
            "1",
            "400 The request is not valid: userId: must be 1 to 128 characters, none of them a control character",
            "",
        ]);

    /// <summary>What is not a picture is rejected by its bytes, which shows that it has arrived beside the words.</summary>
    private const string EveryWay =
        """
        import { MmeiProblem, answerOf, connect, observe } from "mmei-client";

        const mmei = connect(process.env.MMEI_URL ?? "", process.env.MMEI_KEY ?? "");

        const seen = await observe(mmei, {
          text: "what a day, I just need to unwind",
          image: new Blob(["no picture"]),
          consent: { text: true, image: true, purpose: "recommendation" },
          options: { deadlineMs: 10000 },
        });
        console.log(seen.modalities["image"]?.status);

        const report = answerOf(
          await mmei.POST("/v1/items:import", {
            headers: { "Content-Type": "text/csv" },
            body: "id,kind,title,description\nts-1,music,Slow tide,Soft piano over waves\n",
          }),
        );
        console.log(report.accepted);

        try {
          await observe(mmei, { text: "hello", userId: "x".repeat(1000) });
        } catch (refused) {
          console.log(refused instanceof MmeiProblem && refused.message);
        }

        // @ts-expect-error A misspelled member does not compile.
        const misspelled: Parameters<typeof observe>[1] = { texts: "hello" };
        """;
}
