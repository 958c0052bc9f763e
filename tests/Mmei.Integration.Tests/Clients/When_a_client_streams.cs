using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Integration.Tests.Platform;

namespace Mmei.Integration.Tests.Clients;

public sealed class When_a_client_streams(SharedPlatform platform) : IClassFixture<SharedPlatform>
{
    [Fact]
    public async Task Should_follow_a_person_over_words_and_pictures()
    {
        var face = (await Samples.ObservationsAsync(TestContext.Current.CancellationToken)).First(sample => sample.Image is not null).Image;
        using var http = Connect();
        await using var stream = await new MmeiClient(http).OpenStreamAsync(
            new StreamInput
            {
                Type = StreamInput.Open,
                Consent = new ConsentRequest { Text = true, Image = true, Purpose = "recommendation" },
                Options = new OptionsRequest { K = 1, DeadlineMs = 7000 },
            },
            TestContext.Current.CancellationToken);

        await stream.SayAsync("what a day, I just need to unwind", TestContext.Current.CancellationToken);
        var said = await stream.ReadAsync(TestContext.Current.CancellationToken);
        await stream.ShowAsync(face, TestContext.Current.CancellationToken);
        var shown = await stream.ReadAsync(TestContext.Current.CancellationToken);

        said.Modalities[Modality.Text].Status.ShouldBe(ModalityStatus.Used);
        shown.Modalities[Modality.Image].Status.ShouldBe(ModalityStatus.Used);
        shown.Session!.Id.ShouldBe(stream.SessionId);
        shown.Session.Observations.ShouldBe(2);
    }

    [Fact]
    public async Task Should_say_why_a_stream_is_not_taken()
    {
        using var http = Connect();

        var end = await Should.ThrowAsync<StreamEndedException>(() => new MmeiClient(http).OpenStreamAsync(
            new StreamInput { Type = StreamInput.Open, UserId = new string('x', 1000) }, TestContext.Current.CancellationToken));

        end.Code.ShouldBe(4000);
        end.Message.ShouldStartWith("userId must be 1 to 128 characters");
        end.MayBeOpenedAgain.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_say_that_the_key_is_not_taken()
    {
        using var http = MmeiClient.Connect(platform.Running.Http.BaseAddress!, "no-key");

        var problem = await Should.ThrowAsync<MmeiProblemException>(() => new MmeiClient(http).OpenStreamAsync(
            new StreamInput { Type = StreamInput.Open }, TestContext.Current.CancellationToken));

        problem.Status.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    private HttpClient Connect() => MmeiClient.Connect(platform.Running.Http.BaseAddress!, platform.Running.Key);
}
