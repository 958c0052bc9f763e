using Mmei.Integration.Tests.Platform;

namespace Mmei.Integration.Tests.Clients;

/// <summary>One platform with the sample catalog, for all the tests of a class.</summary>
public sealed class SharedPlatform : IAsyncLifetime
{
    internal RunningPlatform Running { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Running = await RunningPlatform.StartAsync("memory");
        await Samples.ImportCatalogAsync(Running.Client, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}
