using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Mmei.Inference.Manifest;

namespace Mmei.Inference.Onnx.Loading;

/// <summary>
/// The model of one setting: loaded once, on first use or at start-up; a failure is remembered and told again to whoever asks. When the
/// configuration is reloaded and names another version, that one is loaded beside it, warmed, and takes over; a version that cannot be
/// served is reported and changes nothing.
/// </summary>
internal sealed partial class ModelSlot : IModelSource, IDisposable
{
    private readonly ModelRole _role;
    private readonly string _setting;
    private readonly IConfiguration _configuration;
    private readonly ModelOpener _opener;
    private readonly ILogger _logger;
    private readonly Lazy<ServedModel> _first;
    private readonly Lock _gate = new();
    private readonly List<Action> _listeners = [];
    private readonly IDisposable _watch;
    private ServedModel? _current;
    private ModelLease? _kept;
    private Task _replacing = Task.CompletedTask;
    private bool _disposed;

    public ModelSlot(
        ModelRole role, string setting, IOptions<ModelsOptions> options, IConfiguration configuration, TimeProvider time,
        ILogger<ModelSlot> logger)
    {
        (_role, _setting) = (role, setting);
        _configuration = configuration;
        _logger = logger;
        _opener = new ModelOpener(role, setting, options, time, logger);
        _first = new Lazy<ServedModel>(() => Begin(new ServedModel(_opener.Open(options.Value[setting]))));
        _watch = ChangeToken.OnChange(configuration.GetReloadToken, Follow);
    }

    public ModelRole Role => _role;

    public string Setting => _setting;

    public bool IsLoaded => _first.IsValueCreated;

    /// <summary>Loads the model where that has not happened yet.</summary>
    /// <exception cref="ModelLoadException">The model cannot be served.</exception>
    public void Load() => _ = _first.Value;

    /// <summary>The version that the host started with, kept open as long as the host.</summary>
    /// <exception cref="ModelLoadException">The model cannot be served.</exception>
    public IModel KeepFirst() => (_kept ??= _first.Value.Lease()).Model;

    /// <inheritdoc/>
    public ModelLease Acquire()
    {
        _ = _first.Value;
        lock (_gate)
        {
            return _current!.Lease();
        }
    }

    /// <inheritdoc/>
    public IDisposable OnReplaced(Action replaced)
    {
        lock (_gate)
        {
            _listeners.Add(replaced);
        }

        return new Listening(this, replaced);
    }

    public void Dispose()
    {
        _watch.Dispose();
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _kept?.Dispose();
            if (_current is not null)
            {
                End(_current);
                _current.Retire();
            }
        }
    }

    private ServedModel Begin(ServedModel model)
    {
        OnnxInstruments.Serve(_role, model.Model.Manifest.Id);
        return _current = model;
    }

    private void End(ServedModel model) => OnnxInstruments.Serve(_role, model.Model.Manifest.Id, ends: true);

    private void Follow()
    {
        lock (_gate)
        {
            _replacing = ReplaceAsync(_replacing);
        }
    }

    private async Task ReplaceAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var wanted = _configuration[$"{ModelsOptions.Section}:{_setting}"];
        if (!IsLoaded || string.IsNullOrEmpty(wanted) || wanted == _current!.Model.Manifest.Id)
        {
            return;
        }

        if (!NameAtVersion().IsMatch(wanted))
        {
            ModelLog.Unreadable(_logger, _setting);
            return;
        }

        try
        {
            Replace(new ServedModel(_opener.Open(wanted)));
        }
        catch (ModelLoadException exception)
        {
            ModelLog.Kept(_logger, _current.Model.Manifest.Id, _role, exception.Message);
        }
    }

    private void Replace(ServedModel next)
    {
        ServedModel last;
        Action[] told;
        lock (_gate)
        {
            if (_disposed)
            {
                next.Retire();
                return;
            }

            last = _current!;
            End(last);
            Begin(next);
            told = [.. _listeners];
        }

        last.Retire();
        ModelLog.Replaced(_logger, last.Model.Manifest.Id, next.Model.Manifest.Id, _role);
        foreach (var replaced in told)
        {
            replaced();
        }
    }

    [GeneratedRegex(ModelsOptions.NameAtVersion)]
    private static partial Regex NameAtVersion();

    private sealed class Listening(ModelSlot slot, Action replaced) : IDisposable
    {
        public void Dispose()
        {
            lock (slot._gate)
            {
                slot._listeners.Remove(replaced);
            }
        }
    }
}
