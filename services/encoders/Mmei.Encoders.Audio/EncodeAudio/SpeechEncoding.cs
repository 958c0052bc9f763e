using Mmei.Contracts.V1;
using Mmei.Inference;
using Mmei.Inference.Batching;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Audio;

/// <summary>How one version of the audio model takes a sound: short ones whole, long ones as windows.</summary>
internal sealed class SpeechEncoding(IModel model, AudioPreprocessing spec, AudioPreprocessor preprocessor, PreprocessingSlots slots)
    : IEncoding<byte[], float[], EncodedTensor>
{
    public float[] Largest { get; } = new float[(int)(spec.MaxSeconds * spec.SampleRate)];

    public int Length(float[] item) => item.Length;

    public IBatch<float[], EncodedTensor> CreateBatch() => new SampleBatch(model.CreateBuffers());

    public Task<Prepared<float[]>> PrepareAsync(byte[] input, CancellationToken cancellationToken) =>
        slots.RunAsync(() => preprocessor.PrepareAsync(input, cancellationToken), cancellationToken);

    public EncodedTensor Pool(IReadOnlyList<EncodedTensor> parts) => TokenOutputs.Mean(parts);
}
