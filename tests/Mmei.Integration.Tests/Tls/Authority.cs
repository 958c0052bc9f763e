using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mmei.Integration.Tests.Tls;

/// <summary>An authority of a company's own, and the certificate that it gave a server on loopback, as PEM files in a folder.</summary>
internal static class Authority
{
    public static void Write(string folder, TimeProvider time)
    {
        var (from, to) = (time.GetUtcNow().AddHours(-1), time.GetUtcNow().AddDays(1));
        using var key = RSA.Create(2048);
        var request = Request("CN=An authority", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(from, to);

        using var serverKey = RSA.Create(2048);
        var asked = Request("CN=A broker", serverKey);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        asked.CertificateExtensions.Add(names.Build());
        using var given = asked.Create(authority, from, to, [1, 2, 3, 4]);

        Directory.CreateDirectory(Path.Combine(folder, "trusted"));
        Write(Path.Combine(folder, "trusted", "authority.pem"), authority.ExportCertificatePem());
        Write(Path.Combine(folder, "server.pem"), given.ExportCertificatePem());
        Write(Path.Combine(folder, "server.key"), serverKey.ExportPkcs8PrivateKeyPem());
    }

    private static CertificateRequest Request(string name, RSA key) => new(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static void Write(string file, string pem) => File.WriteAllText(file, pem + "\n");
}
