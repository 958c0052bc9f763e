using Mmei.Client;

namespace Mmei.Cli.Watch;

/// <summary>Shows a person's face as pictures, two a second.</summary>
internal sealed class Camera(string device) : ISense
{
    /// <summary>Larger ones than this are not needed to find a face at arm's length.</summary>
    private const string Filter = "fps=2,scale=w='min(640,iw)':h=-2";

    /// <summary>An end of image; within a picture this pair of bytes does not occur.</summary>
    private static readonly byte[] EndOfImage = [0xFF, 0xD9];

    private readonly Capture _capture = Capture.Start(device, "-an", "-vf", Filter, "-c:v", "mjpeg", "-q:v", "4", "-f", "image2pipe");

    public async Task SendAsync(Func<Func<LiveObservation, Task>, Task> send, CancellationToken cancellationToken)
    {
        var (picture, buffer) = (new MemoryStream(), new byte[64 << 10]);
        while (await _capture.Output.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            picture.Write(buffer.AsSpan(0, read));
            while (picture.GetBuffer().AsSpan(0, (int)picture.Length).IndexOf(EndOfImage) is >= 0 and var end)
            {
                var all = picture.ToArray();
                var length = end + EndOfImage.Length;
                picture = new MemoryStream();
                picture.Write(all.AsSpan(length));
                await send(stream => stream.ShowAsync(all.AsMemory(0, length), cancellationToken));
            }
        }

        await _capture.EndAsync(cancellationToken);
    }

    public void Dispose() => _capture.Dispose();
}
