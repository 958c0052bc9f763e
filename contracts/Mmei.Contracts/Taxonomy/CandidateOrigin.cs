namespace Mmei.Contracts.Taxonomy;

/// <summary>Where the candidates of a decision came from.</summary>
public enum CandidateOrigin
{
    /// <summary>The request named them.</summary>
    Asked,

    /// <summary>The index was searched for what fits.</summary>
    Found,

    /// <summary>The index was away: the newest items of the catalog stood in.</summary>
    Newest,

    /// <summary>The index was away: what was popular for the mood before stood in.</summary>
    Popular,
}
