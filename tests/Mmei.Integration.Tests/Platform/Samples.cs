using System.Text.Json;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Testing;

namespace Mmei.Integration.Tests.Platform;

/// <summary>The sample people and items that ship with the project.</summary>
internal static class Samples
{
    private static readonly string Folder = Path.Combine(Repository.Root, "models", "samples");

    /// <summary>Imports the sample catalog and waits until every item can be recommended.</summary>
    public static async Task ImportCatalogAsync(MmeiClient client, CancellationToken cancellationToken)
    {
        await using var rows = File.OpenRead(Path.Combine(Folder, "catalog.ndjson"));
        var report = await client.ImportItemsAsync(rows, cancellationToken);
        report.Rejected.ShouldBe(0);
        CatalogStatus status;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
            status = await client.GetCatalogStatusAsync(cancellationToken);
        }
        while (status.Indexed < status.Items);
        status.Items.ShouldBeGreaterThanOrEqualTo(600);
    }

    /// <summary>The sample observations, with their media.</summary>
    public static async Task<IReadOnlyList<ObservationRequest>> ObservationsAsync(CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(Folder, "observations.json"));
        var samples = await JsonSerializer.DeserializeAsync<Sample[]>(file, JsonSerializerOptions.Web, cancellationToken);
        return [.. samples!.Select(sample => new ObservationRequest
        {
            UserId = sample.UserId,
            SessionId = sample.SessionId,
            Text = sample.Text,
            Image = Read(sample.Image),
            Audio = Read(sample.Audio),
            Consent = new ConsentRequest { Image = true, Audio = true, Purpose = "recommendation" },
        })];
    }

    private static byte[]? Read(string? medium) => medium is null ? null : File.ReadAllBytes(Path.Combine(Folder, medium));

    private sealed record Sample(string UserId, string SessionId, string? Text, string? Image, string? Audio);
}
