using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Mmei.Messaging.Bodies;

/// <summary>
/// Encrypts what a person said or showed for the way over the broker, which writes it down where its queues are quorum queues. AES-256-GCM
/// with a key for each body: HKDF-SHA256 (RFC 5869) of the installation's key and 16 random bytes, which go along. The installation's key
/// is made of the password of the bus, of which the broker keeps no more than a salted hash, or of one of its own (PBKDF2, RFC 8018).
/// </summary>
public sealed class BodySeal(IOptions<BusOptions> options)
{
    /// <summary>What content types of sealed bodies begin with; the name of the message follows.</summary>
    internal const string ContentTypePrefix = "application/vnd.mmei.sealed.v1.";

    /// <summary>How much longer a body gets: the random bytes, then the tag of GCM.</summary>
    internal const int Overhead = SaltBytes + TagBytes;

    private const int SaltBytes = 16;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;

    /// <summary>As OWASP's Password Storage Cheat Sheet has it for SHA-512.</summary>
    private const int Iterations = 210_000;

    // A key is used once, so its nonce may be any.
    private static readonly byte[] Nonce = new byte[AesGcm.NonceByteSizes.MaxSize];

    private readonly Lazy<byte[]> _key = new(() => Rfc2898DeriveBytes.Pbkdf2(
        options.Value.SealingPassword ?? options.Value.Password, "mmei.bus.bodies.v1"u8, Iterations, HashAlgorithmName.SHA512, KeyBytes));

    /// <param name="name">Of the message; a body is opened under no other.</param>
    /// <param name="body">What is to be kept from the broker.</param>
    internal byte[] Seal(string name, ReadOnlySpan<byte> body)
    {
        var sealedBody = GC.AllocateUninitializedArray<byte>(Overhead + body.Length);
        var salt = sealedBody.AsSpan(0, SaltBytes);
        RandomNumberGenerator.Fill(salt);
        using var cipher = Cipher(salt);
        cipher.Encrypt(
            Nonce, body, sealedBody.AsSpan(Overhead), sealedBody.AsSpan(SaltBytes, TagBytes), Encoding.UTF8.GetBytes(name));
        return sealedBody;
    }

    /// <exception cref="UnreadableMessageException">Sealed with another password, for another name, or changed since.</exception>
    internal byte[] Open(string name, ReadOnlySpan<byte> sealedBody)
    {
        if (sealedBody.Length < Overhead)
        {
            throw new UnreadableMessageException($"A sealed body has {Overhead} bytes at least, not {sealedBody.Length}.");
        }

        var body = GC.AllocateUninitializedArray<byte>(sealedBody.Length - Overhead);
        using var cipher = Cipher(sealedBody[..SaltBytes]);
        try
        {
            cipher.Decrypt(
                Nonce, sealedBody[Overhead..], sealedBody.Slice(SaltBytes, TagBytes), body, Encoding.UTF8.GetBytes(name));
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new UnreadableMessageException("The body was sealed with another Bus:SealingPassword or Bus:Password than this service has, or changed.", exception);
        }

        return body;
    }

    private AesGcm Cipher(ReadOnlySpan<byte> salt)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key.Value, key, salt, info: []);
        return new AesGcm(key, TagBytes);
    }
}
