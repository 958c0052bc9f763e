using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;
using Mmei.Integration.Tests.Platform;

namespace Mmei.Integration.Tests;

public sealed class When_the_services_run_under_a_dashboard
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_answer_as_ever_and_leave_nothing_running()
    {
        await using var platform = await RunningPlatform.StartUnderDashboardAsync();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var dashboard = platform.AddressOf("dashboard");

        using var page = await browser.GetAsync(dashboard, Cancel);
        var answer = await platform.Client.ObserveAsync(
            new ObservationRequest { Text = "what a day", Options = new OptionsRequest { DeadlineMs = 10_000 } }, Cancel);
        await platform.StopAsync();

        // Nobody sees it without the token that is printed.
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page.Headers.Location!.OriginalString.ShouldContain("login");
        answer.Modalities[Modality.Text].Status.ShouldBe(ModalityStatus.Used);
        foreach (var address in new[] { dashboard, platform.Http.BaseAddress! })
        {
            using var connection = new TcpClient();
            await Should.ThrowAsync<SocketException>(connection.ConnectAsync(address.Host, address.Port, Cancel).AsTask());
        }

        // Aspire's controllers outlive it for a moment, and write to the folder that it was given for a home.
        StartedIn(platform.State).ShouldBeEmpty();
    }

    private static IEnumerable<string> StartedIn(string home) =>
        from process in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out _)
        where EnvironmentOf(process).Contains($"HOME={home}")
        select process;

    private static string[] EnvironmentOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ")).Split('\0');
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return []; // it has ended meanwhile, or is somebody else's
        }
    }
}
