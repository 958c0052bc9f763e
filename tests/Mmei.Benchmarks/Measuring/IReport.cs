namespace Mmei.Benchmarks.Measuring;

/// <summary>What one run of a suite gave.</summary>
internal interface IReport
{
    /// <summary>As people read it.</summary>
    void Write(TextWriter to);
}
