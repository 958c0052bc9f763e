using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mmei.Messaging.Tests;

/// <summary>Passes connections on to the broker, and resets the first one of a name when it declares its first queue.</summary>
internal sealed class BreakingRelay : IAsyncDisposable
{
    /// <summary>Class and method of AMQP 0-9-1's queue.declare.</summary>
    private static readonly byte[] QueueDeclare = [0, 50, 0, 10];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _brokerPort;
    private readonly byte[] _name;
    private readonly Task _accepting;
    private int _resets;

    /// <param name="brokerPort">On this machine.</param>
    /// <param name="name">What the connection to reset calls itself.</param>
    public BreakingRelay(int brokerPort, string name)
    {
        (_brokerPort, _name) = (brokerPort, Encoding.ASCII.GetBytes(name));
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Connections that were reset.</summary>
    public int Resets => Volatile.Read(ref _resets);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var passing = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            passing.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }

        await Task.WhenAll(passing);
    }

    private async Task PassAsync(TcpClient client)
    {
        using var broker = new TcpClient();
        using (client)
        {
            await broker.ConnectAsync(IPAddress.Loopback, _brokerPort, _stop.Token);
            await Task.WhenAny(AskAsync(client, broker), broker.GetStream().CopyToAsync(client.GetStream(), _stop.Token));
        }
    }

    private async Task AskAsync(TcpClient client, TcpClient broker)
    {
        var (buffer, named) = (new byte[65536], false);
        while (await client.GetStream().ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            named |= buffer.AsSpan(0, read).IndexOf(_name) >= 0;
            if (named && buffer.AsSpan(0, read).IndexOf(QueueDeclare) >= 0 && Interlocked.CompareExchange(ref _resets, 1, 0) == 0)
            {
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                return;
            }

            await broker.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }
}
