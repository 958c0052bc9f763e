using System.Net;
using System.Net.Sockets;

namespace Mmei.Testing.Servers;

public static class FreePort
{
    /// <summary>A loopback port that nothing listens on now.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
