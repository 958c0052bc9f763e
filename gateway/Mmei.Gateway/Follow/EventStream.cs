using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Mmei.Hosting.Json;

namespace Mmei.Gateway.Follow;

/// <summary>
/// Sends the events of one observation as they happen (HTML, 9.2). Nothing is queued for a client: a slow one reads from what the
/// observation keeps for all of them, at its own pace; one that reads nothing at all is cut by the server's own minimum.
/// </summary>
internal sealed class EventStream(FollowedObservation followed) : IResult
{
    public const string MediaType = "text/event-stream";

    private static readonly byte[] Alive = ":\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var heartbeat = services.GetRequiredService<IOptions<FollowOptions>>().Value.Heartbeat;
        var time = services.GetRequiredService<TimeProvider>();
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);

        // nginx keeps answers back until they are whole, unless it is told not to.
        httpContext.Response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Response.ContentType = MediaType;
        try
        {
            await SendAsync(httpContext.Response, LastSeen(httpContext.Request), heartbeat, time, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client has gone, or this process is going: either way there is nobody to tell.
        }
    }

    private async Task SendAsync(HttpResponse response, int seen, TimeSpan heartbeat, TimeProvider time, CancellationToken end)
    {
        await response.StartAsync(end);
        while (true)
        {
            var (events, more) = followed.After(seen);
            foreach (var happened in events)
            {
                await response.Body.WriteAsync(Write(happened), end);
                seen = happened.Number;
            }

            await response.Body.FlushAsync(end);
            if (events is [.., { IsLast: true }] || (events.Count == 0 && followed.Answer.IsCompleted))
            {
                return;
            }

            await WaitAsync(more, response, heartbeat, time, end);
        }
    }

    private static async Task WaitAsync(Task more, HttpResponse response, TimeSpan heartbeat, TimeProvider time, CancellationToken end)
    {
        while (true)
        {
            try
            {
                await more.WaitAsync(heartbeat, time, end);
                return;
            }
            catch (TimeoutException)
            {
                await response.Body.WriteAsync(Alive, end);
                await response.Body.FlushAsync(end);
            }
        }
    }

    private static byte[] Write(ObservationEvent happened) => Encoding.UTF8.GetBytes(
        $"id: {happened.Number}\nevent: {happened.Name}\ndata: {JsonSerializer.Serialize(happened.Data, happened.Data.GetType(), JsonDefaults.Options)}\n\n");

    private static int LastSeen(HttpRequest request) =>
        int.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : 0;
}
