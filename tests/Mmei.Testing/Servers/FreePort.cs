using System.Net;
using System.Net.Sockets;

namespace Mmei.Testing.Servers;

public static class FreePort
{
    // Below the ports that Linux gives to outgoing connections, one of which could take a port before its server has bound it.
    private const int First = 20_000;
    private const int Count = 12_000;

    private static int _last = Environment.ProcessId;

    /// <summary>A loopback port that nothing listens on now and that this process has not been given before.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _last) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
