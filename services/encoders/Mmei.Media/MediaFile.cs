using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Media;

/// <summary>A file as it was sent.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="Type">The format that its first bytes show; null where it is none that is read here.</param>
public readonly record struct MediaFile(byte[] Bytes, MediaType? Type)
{
    /// <summary>Looks at the first bytes, once for all who read the file.</summary>
    public static MediaFile Of(byte[] bytes) => new(bytes, MediaSniffer.Sniff(bytes));

    /// <summary>The format, of a file that may be decoded.</summary>
    /// <param name="name">What its sender calls it.</param>
    /// <param name="isRead">Whether its decoder reads a format.</param>
    /// <param name="otherwise">What to tell the sender of one that it does not.</param>
    /// <exception cref="MediaRejectedException">It is empty, too large or of another format.</exception>
    internal MediaType Require(string name, Func<MediaType, bool> isRead, string otherwise)
    {
        if (Bytes.Length == 0)
        {
            throw new MediaRejectedException(RejectionCode.Empty, $"The {name} has no bytes.");
        }

        if (Bytes.Length > MediaLimits.MaxBytes)
        {
            throw new MediaRejectedException(
                RejectionCode.TooLarge, $"The {name} has {Bytes.Length} bytes; at most {MediaLimits.MaxBytes} are read.");
        }

        return Type is { } type && isRead(type) ? type : throw new MediaRejectedException(RejectionCode.Unsupported, otherwise);
    }
}
