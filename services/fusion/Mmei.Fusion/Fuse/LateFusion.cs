using System.Numerics.Tensors;
using Mmei.Contracts.Taxonomy;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Fusion.Fuse;

/// <summary>
/// Pools what the fusion model says of the emotion with what each encoder's own head reads of its modality:
/// p is proportional to p_model^(1 - s) x the product of p_m^s (a logarithmic opinion pool, Genest and Zidek 1986). The encoders have
/// learned from many more people than the model that fuses them.
/// </summary>
internal sealed class LateFusion
{
    /// <summary>What is less likely counts as this likely: nobody rules out anything.</summary>
    private const double Least = 1e-6;

    private readonly double _share;

    /// <exception cref="ModelLoadException">The manifest names no share.</exception>
    public LateFusion(ModelManifest manifest) =>
        _share = manifest.LateFusion is >= 0 and < 1
            ? manifest.LateFusion
            : throw new ModelLoadException($"{manifest.Id}: 'lateFusion' is {manifest.LateFusion}; it is from 0 to below 1.");

    /// <summary>
    /// The model's output with the emotion so pooled, and the modalities' shares in it: of the exponents that are a modality's, s of its
    /// reading and of the model's by how the model weighs it. As it is where the encoders read nothing.
    /// </summary>
    public FusionOutput Pool(FusionOutput output, FusionInput input)
    {
        var readings = input.Encoded.Values.Where(encoded => encoded.Emotion is not null)
            .ToDictionary(encoded => encoded.Modality, encoded => encoded.Emotion!);
        if (_share == 0 || readings.Count == 0)
        {
            return output;
        }

        var emotion = new double[Sizes.Emotions];
        for (var label = 0; label < emotion.Length; label++)
        {
            emotion[label] = ((1 - _share) * Log(output.Emotion[label])) + (_share * readings.Values.Sum(reading => Log(reading[label])));
        }

        TensorPrimitives.SoftMax<double>(emotion, emotion);
        var whole = 1 - _share + (_share * readings.Count);
        return output with
        {
            Emotion = emotion,
            Confidence = TensorPrimitives.Max<double>(emotion),
            Weights = [.. output.Weights.Select((weight, modality) =>
                (((1 - _share) * weight) + (readings.ContainsKey((Modality)modality) ? _share : 0)) / whole)],
        };
    }

    private static double Log(double probability) => Math.Log(Math.Max(probability, Least));
}
