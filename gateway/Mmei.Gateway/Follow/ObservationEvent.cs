namespace Mmei.Gateway.Follow;

/// <summary>A stage of an observation that ended.</summary>
/// <param name="Number">From 1, the event's id.</param>
/// <param name="Name">One of the names below.</param>
/// <param name="Data">What is told as JSON.</param>
/// <param name="IsLast">Whether nothing comes after it.</param>
internal sealed record ObservationEvent(int Number, string Name, object Data, bool IsLast)
{
    public const string Accepted = "accepted";
    public const string Perceived = "perceived";
    public const string Recommended = "recommended";
    public const string Failed = "failed";
}
