using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Mmei.Inference.Manifest;

namespace Mmei.Inference.Onnx.Loading;

/// <summary>
/// The model of one role: loaded once, on first use or at start-up; a failure is remembered and told again to whoever asks. When the
/// configuration is reloaded and names another version, that one is loaded beside it, warmed, and takes over; a version that cannot be
/// served is reported and changes nothing.
/// </summary>
internal sealed partial class ModelSlot : IModelSource, IDisposable
{
    private readonly ModelRole role;
    private readonly IConfiguration configuration;
    private readonly ModelOpener opener;
    private readonly ILogger logger;
    private readonly Lazy<ServedModel> first;
    private readonly Lock gate = new();
    private readonly List<Action> listeners = [];
    private readonly IDisposable watch;
    private ServedModel? current;
    private ModelLease? kept;
    private Task replacing = Task.CompletedTask;
    private bool disposed;

    public ModelSlot(
        ModelRole role, IOptions<ModelsOptions> options, IConfiguration configuration, TimeProvider time, ILogger<ModelSlot> logger)
    {
        this.role = role;
        this.configuration = configuration;
        this.logger = logger;
        opener = new ModelOpener(role, options, time, logger);
        first = new Lazy<ServedModel>(() => current = new ServedModel(opener.Open(options.Value[role])));
        watch = ChangeToken.OnChange(configuration.GetReloadToken, Follow);
    }

    public ModelRole Role => role;

    public bool IsLoaded => first.IsValueCreated;

    /// <summary>Loads the model where that has not happened yet.</summary>
    /// <exception cref="ModelLoadException">The model cannot be served.</exception>
    public void Load() => _ = first.Value;

    /// <summary>The version that the host started with, kept open as long as the host.</summary>
    /// <exception cref="ModelLoadException">The model cannot be served.</exception>
    public IModel KeepFirst() => (kept ??= first.Value.Lease()).Model;

    /// <inheritdoc/>
    public ModelLease Acquire()
    {
        _ = first.Value;
        lock (gate)
        {
            return current!.Lease();
        }
    }

    /// <inheritdoc/>
    public IDisposable OnReplaced(Action replaced)
    {
        lock (gate)
        {
            listeners.Add(replaced);
        }

        return new Listening(this, replaced);
    }

    public void Dispose()
    {
        watch.Dispose();
        lock (gate)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            kept?.Dispose();
            current?.Retire();
        }
    }

    private void Follow()
    {
        lock (gate)
        {
            replacing = ReplaceAsync(replacing);
        }
    }

    private async Task ReplaceAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var wanted = configuration[$"{ModelsOptions.Section}:{role}"];
        if (!IsLoaded || wanted is null || wanted == current!.Model.Manifest.Id)
        {
            return;
        }

        if (!NameAtVersion().IsMatch(wanted))
        {
            ModelLog.Unreadable(logger, role);
            return;
        }

        try
        {
            Replace(new ServedModel(opener.Open(wanted)));
        }
        catch (ModelLoadException exception)
        {
            ModelLog.Kept(logger, current.Model.Manifest.Id, role, exception.Message);
        }
    }

    private void Replace(ServedModel next)
    {
        ServedModel last;
        Action[] told;
        lock (gate)
        {
            if (disposed)
            {
                next.Retire();
                return;
            }

            (last, current) = (current!, next);
            told = [.. listeners];
        }

        last.Retire();
        ModelLog.Replaced(logger, last.Model.Manifest.Id, next.Model.Manifest.Id, role);
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
            lock (slot.gate)
            {
                slot.listeners.Remove(replaced);
            }
        }
    }
}
