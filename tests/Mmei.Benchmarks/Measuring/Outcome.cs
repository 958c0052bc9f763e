namespace Mmei.Benchmarks.Measuring;

/// <summary>What became of a request.</summary>
internal enum Outcome
{
    Answered,

    /// <summary>Turned away because too much is waiting.</summary>
    Refused,

    /// <summary>No answer within its deadline.</summary>
    Late,

    /// <summary>Answered with anything else than a result.</summary>
    Failed,
}
