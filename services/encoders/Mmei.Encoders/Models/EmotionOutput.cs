using System.Text.Json;
using Mmei.Contracts.Taxonomy;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Models;

/// <summary>What an encoder's own head reads of its modality alone: float32 <c>emotion_logits</c> [batch, 7].</summary>
public sealed class EmotionOutput
{
    private const string Name = "emotion_logits";

    private readonly int _labels;

    private EmotionOutput(int labels) => _labels = labels;

    /// <summary>The head of a model; null where it has none, as it need not.</summary>
    /// <exception cref="ModelLoadException">Its shape or its labels are others than the taxonomy's.</exception>
    public static EmotionOutput? Of(ModelManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var output = manifest.Outputs.SingleOrDefault(output => output.Name == Name);
        if (output is null)
        {
            return null;
        }

        var labels = manifest.Labels.Emotion;
        return output is { Type: "float32", Shape: [_, { ValueKind: JsonValueKind.Number } width] }
            && width.TryGetInt32(out var columns) && columns == Sizes.Emotions
            && labels.SequenceEqual(Enum.GetNames<Emotion>(), StringComparer.OrdinalIgnoreCase)
            ? new EmotionOutput(columns)
            : throw new ModelLoadException(
                $"{manifest.Id}: the output '{Name}' is {output.Type} [{string.Join(", ", output.Shape)}] of {string.Join(", ", labels)}; "
                + $"only float32 [batch, {Sizes.Emotions}] of {string.Join(", ", Enum.GetNames<Emotion>())} is taken, or none.");
    }

    /// <summary>The probabilities of one input of the batch, 7.</summary>
    /// <exception cref="ModelOutputException">A logit is not finite.</exception>
    public IReadOnlyList<float> Read(ModelOutputs outputs, int index)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        var logits = outputs.Floats(Name).Values.Slice(index * _labels, _labels).ToArray();
        if (!logits.All(float.IsFinite))
        {
            throw new ModelOutputException($"The output '{Name}' is not finite.");
        }

        var most = logits.Max();
        var powers = Array.ConvertAll(logits, logit => MathF.Exp(logit - most));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }

    /// <summary>The mean of what several windows or frames read; null where one of them has none.</summary>
    public static IReadOnlyList<float>? Mean(IReadOnlyList<IReadOnlyList<float>?> readings)
    {
        ArgumentNullException.ThrowIfNull(readings);
        return readings.Any(reading => reading is null)
            ? null
            : [.. Enumerable.Range(0, Sizes.Emotions).Select(label => readings.Average(reading => reading![label]))];
    }
}
