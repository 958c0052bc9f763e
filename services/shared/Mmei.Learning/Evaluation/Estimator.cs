namespace Mmei.Learning.Evaluation;

/// <summary>
/// Ways to tell the value of a policy, its mean reward, from the log of another. w is the weight of a round, clipped; q(x, a) the outcome
/// model's expected reward; q(x, pi_e) = sum over a of pi_e(a|x) q(x, a).
/// </summary>
public enum Estimator
{
    /// <summary>Inverse propensity scores: mean(w r). Unbiased; unsure where the policies differ (Horvitz and Thompson, 1952).</summary>
    Ips,

    /// <summary>Self-normalised: sum(w r) / sum(w). A little bias, often much surer (Swaminathan and Joachims, 2015).</summary>
    Snips,

    /// <summary>The direct method: mean(q(x, pi_e)). As good as the outcome model (Beygelzimer and Langford, 2009).</summary>
    Dm,

    /// <summary>
    /// Doubly robust: mean(q(x, pi_e) + w (r - q(x, a))). Right where propensities or model are (Dudik, Langford and Li, 2011).
    /// </summary>
    Dr,

    /// <summary>
    /// Doubly robust where w is at most a threshold, the direct method beyond it (Wang, Agarwal and Dudik, 2017, in the form that keeps
    /// the model's part everywhere).
    /// </summary>
    SwitchDr,
}
