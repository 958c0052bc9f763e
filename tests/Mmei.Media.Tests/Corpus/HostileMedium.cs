namespace Mmei.Media.Tests.Corpus;

/// <summary>A file made to do harm.</summary>
/// <param name="Name">Which file it was, what was done to it, and the number that makes it again.</param>
/// <param name="Data">Its bytes.</param>
internal sealed record HostileMedium(string Name, byte[] Data)
{
    public override string ToString() => Name;
}
