using System.ComponentModel;
using System.Diagnostics;

namespace Mmei.Cli.Watch;

/// <summary>A camera or a microphone, read by ffmpeg until it ends or is disposed of.</summary>
internal sealed class Capture : IDisposable
{
    private readonly Process _ffmpeg;
    private readonly Task<string> _errors;
    private readonly string _device;

    private Capture(Process ffmpeg, string device)
    {
        (_ffmpeg, _device) = (ffmpeg, device);
        _errors = ffmpeg.StandardError.ReadToEndAsync();
    }

    /// <summary>What ffmpeg makes of the device.</summary>
    public Stream Output => _ffmpeg.StandardOutput.BaseStream;

    /// <param name="device">A kind of device that ffmpeg knows, a colon, and which: <c>v4l2:/dev/video0</c>.</param>
    /// <param name="output">What ffmpeg makes of it.</param>
    /// <exception cref="UsageException">There is no ffmpeg, or this names no device.</exception>
    public static Capture Start(string device, params ReadOnlySpan<string> output)
    {
        if (device.Split(':', 2) is not [{ Length: > 0 } kind, { Length: > 0 } which])
        {
            throw new UsageException($"A device is KIND:WHICH as ffmpeg has them, such as v4l2:/dev/video0, not '{device}'.");
        }

        string[] arguments = ["-hide_banner", "-nostdin", "-loglevel", "error", "-f", kind, "-i", which, .. output, "pipe:1"];
        try
        {
            var ffmpeg = Process.Start(
                new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            return new Capture(ffmpeg, device);
        }
        catch (Win32Exception)
        {
            throw new UsageException("A camera and a microphone are read by ffmpeg, which is not installed here.");
        }
    }

    /// <summary>To be called when there is no more output.</summary>
    /// <exception cref="UsageException">ffmpeg could not read the device, and said why.</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await _ffmpeg.WaitForExitAsync(cancellationToken);
        if (_ffmpeg.ExitCode != 0)
        {
            throw new UsageException($"{_device}: {(await _errors).Trim()}");
        }
    }

    public void Dispose()
    {
        if (!_ffmpeg.HasExited)
        {
            _ffmpeg.Kill();
        }

        _ffmpeg.Dispose();
    }
}
