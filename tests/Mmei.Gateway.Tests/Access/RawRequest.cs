using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Mmei.Gateway.Tests.Access;

/// <summary>A request byte for byte, which no client has tidied up.</summary>
internal sealed class RawRequest : IDisposable
{
    private readonly TcpClient _connection = new();

    public int Status { get; private set; }

    public string Text { get; private set; } = "";

    public static async Task<RawRequest> SendAsync(Uri address, string request)
    {
        var sent = new RawRequest();
        await sent._connection.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var stream = sent._connection.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        sent.Text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        sent.Status = int.Parse(sent.Text.Split(' ')[1], CultureInfo.InvariantCulture);
        return sent;
    }

    public void Dispose() => _connection.Dispose();
}
