using Mmei.Contracts.V1;

namespace Mmei.Gateway.Tests.Follow;

/// <summary>Observations that are answered later.</summary>
internal static class Later
{
    public static async Task<(Answer Answer, Uri? Location, string? Applied)> ObserveLaterAsync(
        this GatewayApp app, string json = """{ "text": "hi", "userId": "u-1" }""", string prefer = "respond-async")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/observations")
        {
            Content = new StringContent(json, null, "application/json"),
        };
        request.Headers.Add("Prefer", prefer);
        var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var applied = response.Headers.TryGetValues("Preference-Applied", out var values) ? values.Single() : null;
        var location = response.Headers.Location;
        return (await Answer.ReadAsync(response), location, applied);
    }

    /// <summary>From now on the platform answers only when the test says so.</summary>
    public static Task<OpenObservation> HoldAnswers(this GatewayApp app)
    {
        var opened = new TaskCompletionSource<OpenObservation>(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Platform.Reply = ticket =>
        {
            opened.TrySetResult(ticket);
            return null;
        };
        return opened.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<Answer> WhenAnsweredAsync(this GatewayApp app, Uri location)
    {
        while (true)
        {
            var answer = await app.Client.ReadAsync(location.OriginalString);
            if (answer.Status != 202)
            {
                return answer;
            }

            answer.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
