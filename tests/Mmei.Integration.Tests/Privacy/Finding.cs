namespace Mmei.Integration.Tests.Privacy;

/// <param name="Place">The file, the column, the trace.</param>
/// <param name="Marker">Which.</param>
/// <param name="Form">How it is written there.</param>
internal sealed record Finding(string Place, string Marker, string Form);
