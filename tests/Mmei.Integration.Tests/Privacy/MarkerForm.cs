namespace Mmei.Integration.Tests.Privacy;

/// <param name="Name">Of the form.</param>
/// <param name="Bytes">A marker written in it.</param>
internal sealed record MarkerForm(string Name, byte[] Bytes);
