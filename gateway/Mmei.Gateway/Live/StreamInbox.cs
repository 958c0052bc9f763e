using System.Threading.Channels;
using Mmei.Contracts.Api.V1;

namespace Mmei.Gateway.Live;

/// <summary>
/// What a stream sent since it was observed last: the latest frame, the latest sound, the words. It never grows: what is newer takes the
/// place of what nobody had time for.
/// </summary>
internal sealed class StreamInbox(int soundBytes, int textCharacters)
{
    /// <summary>Less sound than this says nothing about a voice: half a second.</summary>
    private const int LeastSoundBytes = Wave.BytesPerSecond / 2;

    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _sound = [];
    private readonly Channel<bool> _words = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private byte[]? _frame;
    private string? _text;
    private int _soundBytes;

    /// <summary>Frames that gave way to later ones before they were observed.</summary>
    public int Skipped { get; private set; }

    public void AddFrame(byte[] jpeg)
    {
        lock (_lock)
        {
            Skipped += _frame is null ? 0 : 1;
            _frame = jpeg;
        }
    }

    public void AddSound(byte[] pcm)
    {
        lock (_lock)
        {
            _sound.Enqueue(pcm);
            _soundBytes += pcm.Length;
            while (_soundBytes > soundBytes)
            {
                _soundBytes -= _sound.Dequeue().Length;
            }
        }
    }

    /// <summary>Words are observed without waiting for the next turn.</summary>
    public void AddText(string text)
    {
        lock (_lock)
        {
            var both = _text is null ? text : $"{_text}\n{text}";
            _text = both.Length <= textCharacters ? both : text;
        }

        _words.Writer.TryWrite(true);
    }

    /// <summary>Ends after <paramref name="turn"/>, or sooner where words have come.</summary>
    public async Task WaitAsync(TimeSpan turn, TimeProvider time, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(turn, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        try
        {
            await _words.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The turn is over without words.
        }
    }

    /// <summary>Takes what is there to be observed, or gives null where that is nothing.</summary>
    public ObservationRequest? Take(StreamInput opening)
    {
        lock (_lock)
        {
            var sound = _soundBytes >= LeastSoundBytes ? Wave.Of(_sound, _soundBytes) : null;
            if (_frame is null && _text is null && sound is null)
            {
                return null;
            }

            var request = new ObservationRequest
            {
                UserId = opening.UserId,
                SessionId = opening.SessionId,
                Consent = opening.Consent,
                Context = opening.Context,
                Options = opening.Options,
                Image = _frame,
                Audio = sound,
                Text = _text,
            };
            (_frame, _text) = (null, null);
            if (sound is not null)
            {
                _sound.Clear();
                _soundBytes = 0;
            }

            return request;
        }
    }
}
