using System.Numerics.Tensors;

namespace Mmei.Media.Images;

/// <summary>
/// A network of one hidden layer over gradient histograms that tells an upright face that fills the picture from a wall, a page or a
/// landscape. It judges a crop and finds no faces. Made by models/mmei_models/face_likeness.py, which also says how well it tells them
/// apart.
/// </summary>
internal sealed class FaceLikeness
{
    private const string Resource = "face-likeness.bin";
    private const float Scale = 10;

    private readonly int _side;
    private readonly int _cell;
    private readonly int _bins;
    private readonly float[][] _hidden;
    private readonly float[] _hiddenBias;
    private readonly float[] _output;
    private readonly float _outputBias;

    private FaceLikeness(Stream stream)
    {
        using var reader = new BinaryReader(stream);
        (_side, _cell, _bins) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var units = reader.ReadInt32();
        _hidden = [.. Enumerable.Range(0, units).Select(_ => Read(reader, _side / _cell * (_side / _cell) * _bins))];
        _hiddenBias = Read(reader, units);
        _output = Read(reader, units);
        _outputBias = reader.ReadSingle();
    }

    public static FaceLikeness Default { get; } = Load();

    /// <summary>0 for a face to 1 for none; 0.5 is exceeded by one face in a hundred.</summary>
    /// <param name="luma">height x width values in 0..255.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public double NoFace(ReadOnlySpan<float> luma, int width, int height)
    {
        var histograms = Histograms(luma, width, height);
        var evidence = _outputBias;
        for (var i = 0; i < _hidden.Length; i++)
        {
            evidence += _output[i] * Math.Max(TensorPrimitives.Dot<float>(_hidden[i], histograms) + _hiddenBias[i], 0);
        }

        return 1 / (1 + Math.Exp(evidence));
    }

    /// <summary>
    /// Histograms of oriented gradients (Dalal and Triggs 2005): the picture at the network's size, in cells; each pixel is counted in one
    /// of the cell's unsigned directions with its gradient's size, and the whole is divided by its length.
    /// </summary>
    private float[] Histograms(ReadOnlySpan<float> luma, int width, int height)
    {
        var small = Shrink(luma, width, height);
        var cells = _side / _cell;
        var histograms = new float[cells * cells * _bins];
        for (var y = 0; y < _side; y++)
        {
            for (var x = 0; x < _side; x++)
            {
                var across = small[(y * _side) + Math.Min(x + 1, _side - 1)] - small[(y * _side) + Math.Max(x - 1, 0)];
                var down = small[(Math.Min(y + 1, _side - 1) * _side) + x] - small[(Math.Max(y - 1, 0) * _side) + x];
                var direction = Math.Atan2(down, across);
                var unsigned = direction < 0 ? direction + Math.PI : direction >= Math.PI ? 0 : direction;
                var bin = Math.Min((int)(unsigned / Math.PI * _bins), _bins - 1);
                histograms[(((y / _cell * cells) + (x / _cell)) * _bins) + bin] += MathF.Sqrt((across * across) + (down * down));
            }
        }

        TensorPrimitives.Multiply(histograms, Scale / (TensorPrimitives.Norm<float>(histograms) + 1), histograms);
        return histograms;
    }

    private float[] Shrink(ReadOnlySpan<float> luma, int width, int height)
    {
        var bytes = new byte[luma.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)Math.Clamp(luma[i] + 0.5f, 0, 255);
        }

        var small = new float[_side * _side];
        TriangleFilter.Resize(bytes, width, width, height, small, _side, _side);
        return small;
    }

    private static FaceLikeness Load()
    {
        using var stream = typeof(FaceLikeness).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
        return new FaceLikeness(stream);
    }

    private static float[] Read(BinaryReader reader, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = reader.ReadSingle();
        }

        return values;
    }
}
