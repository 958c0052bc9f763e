using Mmei.Inference;
using Mmei.Inference.Manifest;
using Mmei.Media.Audio;

namespace Mmei.Encoders.Audio;

/// <summary>The voice detector that a model is: all windows of a sound in one run. Thread-safe.</summary>
internal sealed class VoiceDetector : IVoiceDetector, IDisposable
{
    private readonly BufferPool _pool;
    private readonly int _context;

    /// <exception cref="ModelLoadException">The model is none of voices.</exception>
    public VoiceDetector(IModel model)
    {
        var spec = model.Manifest.PreprocessingAs<VoicePreprocessing>();
        (_pool, _context) = (new BufferPool(model), spec.Context);
        Rule = new VoiceRule(
            spec.SampleRate, spec.Window, (float)spec.Threshold, spec.MinWindows, TimeSpan.FromSeconds(spec.MarginSeconds));
    }

    public VoiceRule Rule { get; }

    public float[] Detect(ReadOnlySpan<float> samples)
    {
        using var rented = _pool.Rent();
        var count = (samples.Length + Rule.Window - 1) / Rule.Window;
        Fill(samples, rented.Buffers.Floats("windows", count, _context + Rule.Window));
        return rented.Buffers.Run().Floats("speech").Values.ToArray();
    }

    public void Dispose() => _pool.Dispose();

    private void Fill(ReadOnlySpan<float> samples, Span<float> windows)
    {
        windows.Clear();
        for (var begin = -_context; begin + _context < samples.Length; begin += Rule.Window)
        {
            var row = windows[..(_context + Rule.Window)];
            var (from, to) = (Math.Max(begin, 0), Math.Min(begin + row.Length, samples.Length));
            samples[from..to].CopyTo(row[(from - begin)..]);
            windows = windows[row.Length..];
        }
    }
}
