using System.Numerics.Tensors;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Fusion.Fuse;
using Mmei.Fusion.Tests.Join;
using Mmei.Inference;
using Mmei.Inference.Manifest;

namespace Mmei.Fusion.Tests.Fuse;

/// <summary>What leaves fusion is a distribution, a unit vector or nothing.</summary>
public sealed class When_the_model_gives_nonsense
{
    private const float Even7 = 1f / 7;

    [Fact]
    public void Should_pass_on_what_is_sound() => Fuse(Even7, 0.5f, 1f / 16).Emotion.Sum().ShouldBe(1, 1e-12);

    [Theory]
    [InlineData(0.2f, 0.5f, 1f / 16)] // sums to 1.4
    [InlineData(0f, 0.5f, 1f / 16)]
    [InlineData(-Even7, 0.5f, 1f / 16)]
    [InlineData(float.NaN, 0.5f, 1f / 16)]
    [InlineData(Even7, 1.5f, 1f / 16)]
    [InlineData(Even7, float.NaN, 1f / 16)]
    [InlineData(Even7, 0.5f, 1f)] // F of length 16
    [InlineData(Even7, 0.5f, 0f)]
    [InlineData(Even7, 0.5f, float.NaN)]
    public void Should_refuse_what_is_not(float emotion, float confidence, float fused) =>
        Should.Throw<ModelOutputException>(() => Fuse(emotion, confidence, fused));

    private static FusionOutput Fuse(float emotion, float confidence, float fused)
    {
        using var join = new JoinFixture();
        using var model = new ConstantModel(
            ("emotion_probabilities", 7, emotion), (
                "intent_probabilities", 5, 1f / 5), ("weights", 3, 1f / 3), ("confidence", 1, confidence), ("fused", 256, fused));
        var encoded = new Dictionary<Modality, ModalityEncoded> { [Modality.Text] = join.Encoded(Modality.Text) };
        using var fusion = new FusionModel(model);
        return fusion.Run([new FusionInput(encoded, Context: null, Past: [])], TestContext.Current.CancellationToken).Single();
    }

    /// <summary>Gives the same numbers whatever it is asked.</summary>
    private sealed class ConstantModel(params (string Name, int Width, float Value)[] outputs) : IModel
    {
        public ModelManifest Manifest { get; } = FusionManifest.Of();

        public IModelBuffers CreateBuffers() => new Buffers(outputs);

        public void Dispose()
        {
        }

        private sealed class Buffers((string Name, int Width, float Value)[] outputs) : IModelBuffers
        {
            public Span<float> Floats(string input, params ReadOnlySpan<int> shape) => new float[(int)TensorPrimitives.Product(shape)];

            public Span<long> Integers(string input, params ReadOnlySpan<int> shape) => throw new NotSupportedException();

            public ModelOutputs Run(CancellationToken cancellationToken = default) =>
                new([.. outputs.Select(output => new FloatTensor(
                    output.Name, [1, output.Width], Enumerable.Repeat(output.Value, output.Width).ToArray()))]);

            public void Dispose()
            {
            }
        }
    }
}
