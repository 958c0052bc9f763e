namespace Mmei.Gateway.Access;

/// <summary>Says that a changed keys file cannot be read: the keys of before stay.</summary>
internal sealed partial class KeysFileFaults : IHostedService
{
    private ILogger? _logger;

    /// <summary>Listens before there is anything to log with: configuration is read first.</summary>
    public void Report(string? file, FormatException fault)
    {
        if (_logger is { } logger)
        {
            LogUnreadable(logger, file, fault.GetBaseException().Message);
        }
    }

    public KeysFileFaults With(ILogger<KeysFileFaults> logger)
    {
        _logger = logger;
        return this;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Error, "The API keys stay those of before, for {File} cannot be read: {Fault}")]
    private static partial void LogUnreadable(ILogger logger, string? file, string fault);
}
