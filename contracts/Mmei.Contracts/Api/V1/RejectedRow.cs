namespace Mmei.Contracts.Api.V1;

/// <summary>A row that was not imported.</summary>
/// <param name="Line">Line in the body, from 1.</param>
/// <param name="Reason">What is wrong with it, naming the field.</param>
public sealed record RejectedRow(int Line, string Reason);
