namespace Mmei.Media.Audio;

/// <summary>The samples of a WAV file are not plain numbers: A-law, mu-law, ADPCM and others.</summary>
/// <param name="tag">The number of their coding.</param>
internal sealed class CodedSamplesException(int tag) : Exception($"coding {tag}");
