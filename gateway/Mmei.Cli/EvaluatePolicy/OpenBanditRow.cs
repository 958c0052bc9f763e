namespace Mmei.Cli.EvaluatePolicy;

/// <summary>One item that was shown.</summary>
/// <param name="Item">Its id.</param>
/// <param name="Position">Where it stood, from 1.</param>
/// <param name="Click">1, or 0.</param>
/// <param name="Propensity">How likely the policy was to show it there, in (0, 1].</param>
internal readonly record struct OpenBanditRow(string Item, int Position, int Click, double Propensity);
