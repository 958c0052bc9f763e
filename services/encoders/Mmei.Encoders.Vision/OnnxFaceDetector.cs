using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Media.Images;

namespace Mmei.Encoders.Vision;

/// <summary>The face detector's model. Thread-safe.</summary>
internal sealed class OnnxFaceDetector(IModel model) : IFaceDetector, IDisposable
{
    private const int PointsOfFace = 6;

    private readonly FacePreprocessing _spec = model.Manifest.PreprocessingAs<FacePreprocessing>();
    private readonly BufferPool _pool = new(model);

    public int Side => _spec.Side;

    public double MostOverlap => _spec.MaxOverlap;

    /// <inheritdoc/>
    /// <exception cref="ModelOutputException">The outputs are not those of one picture.</exception>
    public IReadOnlyList<Face> Detect(ReadOnlySpan<float> image)
    {
        using var rented = _pool.Rent();
        image.CopyTo(rented.Buffers.Floats("image", 1, Side, Side, 3));
        return Read(rented.Buffers.Run());
    }

    public void Dispose() => _pool.Dispose();

    private List<Face> Read(ModelOutputs outputs)
    {
        var scores = outputs.Floats("scores").Values.Span;
        var boxes = outputs.Floats("boxes").Values.Span;
        var points = outputs.Floats("points").Values.Span;
        if (boxes.Length != 4 * scores.Length || points.Length != 2 * PointsOfFace * scores.Length)
        {
            throw new ModelOutputException($"{scores.Length} scores, {boxes.Length} sides of boxes and {points.Length} coordinates.");
        }

        var faces = new List<Face>();
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > _spec.MinScore)
            {
                var box = boxes.Slice(4 * i, 4);
                var eyes = points.Slice(2 * PointsOfFace * i, 4);
                faces.Add(new Face(
                    scores[i], new Point(box[0], box[1]), new Point(box[2], box[3]), new Point(eyes[0], eyes[1]),
                    new Point(eyes[2], eyes[3])));
            }
        }

        return faces;
    }
}
