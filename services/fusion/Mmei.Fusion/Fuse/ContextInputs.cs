using System.Numerics.Tensors;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Fusion.Sessions;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Fusion.Fuse;

/// <summary>
/// The fusion model's fourth input: what came before in the session, and signals beside face, voice and words, each with a mask of its own.
/// None of it is the normal case; the model then answers as if there were no such input.
/// </summary>
/// <param name="labels">The model's order of signals, devices and activities.</param>
internal sealed class ContextInputs(LabelSpec labels)
{
    /// <summary>One earlier observation: its probabilities, and how many seconds ago it was.</summary>
    private const int PastWidth = Sizes.Emotions + Sizes.Intents + 1;

    /// <summary>Writes session [batch, most, 13] and signals [batch, 4] with their masks.</summary>
    public void Fill(IReadOnlyList<FusionInput> batch, IModelBuffers buffers)
    {
        FillSessions(batch, buffers);
        FillSignals(batch, buffers);
    }

    private static void FillSessions(IReadOnlyList<FusionInput> batch, IModelBuffers buffers)
    {
        var length = Math.Max(1, batch.Max(input => input.Past.Count));
        var session = buffers.Floats("session", batch.Count, length, PastWidth);
        var mask = buffers.Floats("session_mask", batch.Count, length);
        session.Clear();
        mask.Clear();
        for (var i = 0; i < batch.Count; i++)
        {
            for (var j = 0; j < batch[i].Past.Count; j++)
            {
                Write(batch[i].Past[j], session.Slice((i * length + j) * PastWidth, PastWidth));
                mask[i * length + j] = 1;
            }
        }
    }

    private static void Write(PastObservation past, Span<float> row)
    {
        TensorPrimitives.ConvertChecked<double, float>(past.Emotion, row);
        TensorPrimitives.ConvertChecked<double, float>(past.Intent, row[Sizes.Emotions..]);
        row[^1] = (float)past.Age.TotalSeconds;
    }

    private void FillSignals(IReadOnlyList<FusionInput> batch, IModelBuffers buffers)
    {
        var width = labels.Signal.Count;
        var signals = buffers.Floats("signals", batch.Count, width);
        var mask = buffers.Floats("signals_mask", batch.Count, width);
        for (var i = 0; i < signals.Length; i++)
        {
            var value = Signal(labels.Signal[i % width], batch[i / width].Context);
            signals[i] = value ?? 0;
            mask[i] = value is null ? 0 : 1;
        }
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
