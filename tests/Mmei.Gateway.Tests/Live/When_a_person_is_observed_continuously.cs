using System.Text.Json;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;

namespace Mmei.Gateway.Tests.Live;

public sealed class When_a_person_is_observed_continuously : IAsyncLifetime
{
    private GatewayApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await GatewayApp.StartAsync(("Gateway:Live:Every", "00:00:00.1"));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Should_tell_what_is_felt_and_what_fits_as_it_changes()
    {
        using var stream = await LiveClient.OpenAsync(_app, new { type = "open", userId = "u-1", sessionId = "s-1" });
        await stream.SendAsync(new { type = "text", text = "what a day" });

        var observed = await stream.NextAsync();

        observed.GetProperty("type").GetString().ShouldBe("observed");
        var answer = observed.GetProperty("answer");
        answer.GetProperty("session").GetProperty("id").GetString().ShouldBe("s-1");
        answer.GetProperty("items").GetArrayLength().ShouldBe(10);
        await stream.SendAsync(new { type = "text", text = "better now" });
        (await stream.NextAsync()).GetProperty("answer").GetProperty("observationId").GetGuid()
            .ShouldNotBe(answer.GetProperty("observationId").GetGuid());
    }

    [Fact]
    public async Task Should_observe_the_latest_frame_and_the_sound_since_the_last_time()
    {
        using var stream = await LiveClient.OpenAsync(_app);
        for (byte i = 1; i <= 3; i++)
        {
            await stream.SendAsync(LiveClient.Sound, [.. Enumerable.Repeat(i, 8_000)]);
        }

        await stream.SendAsync(LiveClient.Frame, Jpeg(1));
        await stream.SendAsync(LiveClient.Frame, Jpeg(2));
        await stream.SendAsync(new { type = "text", text = "look" });

        // Frames and sound of before the words may have been observed by themselves already.
        JsonElement answer;
        do
        {
            answer = (await stream.NextAsync()).GetProperty("answer");
        }
        while (!answer.GetProperty("modalities").TryGetProperty("text", out _));

        var tickets = _app.Platform.Tickets.ToArray();
        var frames = tickets.Select(ticket => _app.Platform.CommandFor(ticket.ObservationId, Modality.Image)).OfType<EncodeImage>();
        frames.Last().Media[^1].ShouldBe((byte)2);
        var sounds = tickets.Select(ticket => _app.Platform.CommandFor(ticket.ObservationId, Modality.Audio))
            .OfType<EncodeAudio>().ToArray();
        sounds.Sum(sound => sound.Media.Length - 44).ShouldBe(24_000);
        sounds.ShouldAllBe(sound => sound.Media[0] == 'R' && sound.Media[1] == 'I' && sound.Media[2] == 'F' && sound.Media[3] == 'F');
    }

    [Fact]
    public async Task Should_observe_one_moment_at_a_time_and_say_which_frames_it_skipped()
    {
        var held = new TaskCompletionSource<OpenObservation>(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Platform.Reply = ticket => held.TrySetResult(ticket) ? null : Answers.Recommend(ticket);
        using var stream = await LiveClient.OpenAsync(_app);
        await stream.SendAsync(LiveClient.Frame, Jpeg(0));
        var first = await held.Task.WaitAsync(TestContext.Current.CancellationToken);

        for (byte i = 1; i <= 10; i++)
        {
            await stream.SendAsync(LiveClient.Frame, Jpeg(i));
        }

        // Words come behind the frames: once they are answered, all before them was read.
        await stream.SendAsync(new { type = "text", text = "look" });
        _app.Platform.Tickets.Count.ShouldBe(1);
        await _app.ReplyAsync(Answers.Recommend(first));
        JsonElement observed;
        do
        {
            observed = await stream.NextAsync();
        }
        while (!observed.GetProperty("answer").GetProperty("modalities").TryGetProperty("text", out _));

        observed.GetProperty("skippedFrames").GetInt32().ShouldBeGreaterThan(0);
        _app.Platform.Tickets.Count.ShouldBeLessThan(11);
    }

    [Fact]
    public async Task Should_tell_of_a_moment_that_could_not_be_observed_and_go_on()
    {
        _app.Platform.Reply = ticket => Answers.Fail(ticket, ModalityStatus.Rejected, "is noise", RejectionCode.NoFace);
        using var stream = await LiveClient.OpenAsync(_app);
        await stream.SendAsync(new { type = "text", text = "hm" });

        var problem = await stream.NextAsync();
        _app.Platform.Reply = Answers.Recommend;
        await stream.SendAsync(new { type = "text", text = "better" });

        problem.GetProperty("type").GetString().ShouldBe("problem");
        problem.GetProperty("problem").GetProperty("errors").GetProperty("text")[0].GetString().ShouldBe("is noise");
        (await stream.NextAsync()).GetProperty("type").GetString().ShouldBe("observed");
    }

    [Fact]
    public async Task Should_close_when_the_client_does()
    {
        using var stream = await LiveClient.OpenAsync(_app);
        await stream.CloseAsync();

        (await stream.ClosedAsync()).ShouldBe(1000);
    }

    private static byte[] Jpeg(byte mark) => [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[100], mark];
}
