using Mmei.Contracts.V1;
using Mmei.Fusion.Sessions;
using Mmei.Inference;

namespace Mmei.Fusion.Fuse;

/// <summary>
/// The fusion model's fourth input: what came before in the session, and signals beside face, voice and words, each with a mask of its own.
/// None of it is the normal case; the model then answers as if there were no such input.
/// </summary>
/// <param name="labels">The model's order of signals, devices and activities.</param>
internal sealed class ContextInputs(LabelSpec labels)
{
    private const int EmotionCount = 7;
    private const int IntentCount = 5;

    /// <summary>One earlier observation: its probabilities, and how many seconds ago it was.</summary>
    private const int StateWidth = EmotionCount + IntentCount + 1;

    /// <summary>session [batch, most, 13] and signals [batch, 4] with their masks.</summary>
    public IEnumerable<HostTensor> Of(IReadOnlyList<FusionInput> batch) => [.. Sessions(batch), .. Signals(batch)];

    private static IEnumerable<HostTensor> Sessions(IReadOnlyList<FusionInput> batch)
    {
        var length = Math.Max(1, batch.Max(input => input.Past.Count));
        var session = new float[batch.Count * length * StateWidth];
        var mask = new float[batch.Count * length];
        for (var i = 0; i < batch.Count; i++)
        {
            for (var j = 0; j < batch[i].Past.Count; j++)
            {
                Write(batch[i].Past[j], session.AsSpan((i * length + j) * StateWidth, StateWidth));
                mask[i * length + j] = 1;
            }
        }

        yield return new FloatTensor("session", [batch.Count, length, StateWidth], session);
        yield return new FloatTensor("session_mask", [batch.Count, length], mask);
    }

    private static void Write(SessionState state, Span<float> row)
    {
        for (var i = 0; i < EmotionCount; i++)
        {
            row[i] = (float)state.Emotion[i];
        }

        for (var i = 0; i < IntentCount; i++)
        {
            row[EmotionCount + i] = (float)state.Intent[i];
        }

        row[^1] = (float)state.AgeSeconds;
    }

    private IEnumerable<HostTensor> Signals(IReadOnlyList<FusionInput> batch)
    {
        var width = labels.Signal.Count;
        var signals = new float[batch.Count * width];
        var mask = new float[batch.Count * width];
        for (var i = 0; i < signals.Length; i++)
        {
            if (Signal(labels.Signal[i % width], batch[i / width].Context) is { } value)
            {
                signals[i] = value;
                mask[i] = 1;
            }
        }

        yield return new FloatTensor("signals", [batch.Count, width], signals);
        yield return new FloatTensor("signals_mask", [batch.Count, width], mask);
    }

    /// <summary>As the model takes it; null where it was not given, or is a device that the model does not know.</summary>
    private float? Signal(string name, ObservationContext? context) => name switch
    {
        "hour" => (float?)context?.LocalTime?.TimeOfDay.TotalHours,
        "device" => Place(labels.Device, context?.Device),
        "heartRate" => (float?)context?.HeartRate,
        "activity" => Place(labels.Activity, context?.Activity?.ToString()),
        _ => null,
    };

    private static float? Place(IReadOnlyList<string> known, string? given)
    {
        for (var i = 0; i < known.Count; i++)
        {
            if (string.Equals(known[i], given, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }
}
