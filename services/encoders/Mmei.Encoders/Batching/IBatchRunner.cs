namespace Mmei.Encoders.Batching;

/// <summary>How a model takes several inputs at once.</summary>
public interface IBatchRunner<TItem, TResult>
{
    /// <summary>The longest input that the model takes; what it is warmed up with.</summary>
    TItem Largest { get; }

    /// <summary>How long an input is, in whatever unit padding costs (tokens, samples, pixels).</summary>
    int Length(TItem item);

    /// <summary>Memory for one batch after another.</summary>
    IBatch<TItem, TResult> CreateBatch();
}
