using Mmei.Client;

namespace Mmei.Cli.Watch;

/// <summary>Plays a person's voice, a quarter of a second at a time.</summary>
internal sealed class Microphone(string device) : ISense
{
    /// <summary>Of 16 kHz and 16 bits.</summary>
    private const int QuarterSecond = 16_000 * 2 / 4;

    private readonly Capture _capture = Capture.Start(device, "-vn", "-ac", "1", "-ar", "16000", "-f", "s16le");

    public async Task SendAsync(Func<Func<LiveObservation, Task>, Task> send, CancellationToken cancellationToken)
    {
        var sound = new byte[QuarterSecond];
        while (await ReadAsync(sound, cancellationToken) is > 1 and var read)
        {
            await send(stream => stream.PlayAsync(sound.AsMemory(0, read / 2 * 2), cancellationToken));
        }

        await _capture.EndAsync(cancellationToken);
    }

    public void Dispose() => _capture.Dispose();

    private ValueTask<int> ReadAsync(byte[] sound, CancellationToken cancellationToken) =>
        _capture.Output.ReadAtLeastAsync(sound, sound.Length, throwOnEndOfStream: false, cancellationToken);
}
