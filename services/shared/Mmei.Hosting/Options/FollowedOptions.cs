using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mmei.Hosting.Options;

/// <summary>
/// Options as the configuration has them now. Where a change of it is refused, or cannot be read as what a setting is, they stay what they
/// were, and that is said once.
/// </summary>
internal sealed partial class FollowedOptions<TOptions>(IOptionsMonitor<TOptions> monitor, ILogger<FollowedOptions<TOptions>> logger)
    : IOptions<TOptions>
    where TOptions : class
{
    private TOptions? _last;
    private string? _fault;

    public TOptions Value
    {
        get
        {
            try
            {
                _last = monitor.CurrentValue;
                _fault = null;
            }
            catch (Exception fault) when (_last is not null && fault is OptionsValidationException or InvalidOperationException)
            {
                if (Interlocked.Exchange(ref _fault, fault.Message) != fault.Message)
                {
                    LogFault(fault.Message);
                }
            }

            return _last;
        }
    }

    [LoggerMessage(LogLevel.Error, "The settings stay those of before, for a change of them is wrong: {Fault}")]
    private partial void LogFault(string fault);
}
