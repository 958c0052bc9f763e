namespace Mmei.Cli.Tests;

/// <summary>The camera and the microphone are sources that ffmpeg makes up.</summary>
public sealed class When_a_person_is_seen_and_heard : IAsyncLifetime
{
    private const string Camera = "lavfi:testsrc=duration=1.4:size=1280x720:rate=10,realtime";
    private const string Microphone = "lavfi:sine=duration=1,arealtime";

    private readonly StubPlatform _platform = new();

    public ValueTask InitializeAsync() => _platform.InitializeAsync();

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task Should_show_whole_pictures_as_they_come()
    {
        var run = await WatchAsync("--camera", Camera, "--consent", "recommendation");

        run.Exit.ShouldBe(0, run.Error);
        var frames = Heard("frame");
        frames.Length.ShouldBeGreaterThan(1);
        frames.ShouldAllBe(frame => frame.EndsWith("FFD8..FFD9", StringComparison.Ordinal));
        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeGreaterThan(1, run.Out);
        _platform.Heard[0].Consent.ShouldBe(new() { Image = true, Purpose = "recommendation" });
    }

    [Fact]
    public async Task Should_play_sound_a_quarter_of_a_second_at_a_time()
    {
        var run = await WatchAsync("--microphone", Microphone, "--consent", "recommendation");

        run.Exit.ShouldBe(0, run.Error);
        Heard("sound").Length.ShouldBe(4);
        Heard("sound").ShouldAllBe(sound => sound.StartsWith("8000 ", StringComparison.Ordinal));
        Heard("frame").ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_say_beside_it_what_is_typed()
    {
        var run = await Cli.RunAsync(
            "what a day\n",
            ["watch", "--url", _platform.Url, "--key", "k", "--camera", Camera, "--microphone", Microphone, "--consent", "recommendation"]);

        run.Exit.ShouldBe(0, run.Error);
        Heard("text").ShouldBe(["what a day"]);
        Heard("frame").ShouldNotBeEmpty();
        Heard("sound").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("lavfi:nosuchsource", "lavfi:nosuchsource: ")]
    [InlineData("nosuchkind:0", "nosuchkind:0: ")]
    [InlineData("camera", "A device is KIND:WHICH")]
    public async Task Should_say_which_device_cannot_be_read(string device, string sentence)
    {
        var run = await WatchAsync("--camera", device, "--consent", "recommendation");

        run.Exit.ShouldBe(2, run.Error);
        run.Error.ShouldContain(sentence);
    }

    [Fact]
    public async Task Should_ask_for_consent_first()
    {
        var run = await WatchAsync("--camera", Camera);

        run.Exit.ShouldBe(2);
        run.Error.ShouldStartWith("--camera needs --consent PURPOSE");
        _platform.Heard.ShouldBeEmpty();
    }

    private string[] Heard(string type) => [.. _platform.Heard.Where(input => input.Type == type).Select(input => input.Text!)];

    private async Task<Cli> WatchAsync(params string[] options)
    {
        var run = await Cli.RunAsync("", ["watch", "--url", _platform.Url, "--key", "k", .. options]);
        Assert.SkipWhen(run.Error.Contains("not installed here", StringComparison.Ordinal), "ffmpeg is not installed here.");
        return run;
    }
}
