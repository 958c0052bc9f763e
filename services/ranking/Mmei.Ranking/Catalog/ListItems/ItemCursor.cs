using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Mmei.Contracts.Taxonomy;
using Mmei.Hosting.Failures;

namespace Mmei.Ranking.Catalog.ListItems;

/// <summary>
/// Where a list of items goes on: after which item of which list. It holds no secret; what it is marked with tells a cursor that this very
/// list gave from one that was made up, cut, or given by the list of another kind or tenant.
/// </summary>
internal static class ItemCursor
{
    private const int MarkBytes = 6;

    /// <param name="itemId">The last item of the page.</param>
    public static string After(string tenantId, ContentKind? kind, string itemId) =>
        Base64Url.EncodeToString([.. MarkOf(tenantId, kind, itemId), .. Encoding.UTF8.GetBytes(itemId)]);

    /// <returns>The item that the list goes on after.</returns>
    /// <exception cref="InvalidInputFailure">The list gave no such cursor.</exception>
    public static string Read(string cursor, string tenantId, ContentKind? kind)
    {
        if (Base64Url.IsValid(cursor) && Base64Url.DecodeFromChars(cursor) is { Length: > MarkBytes } bytes)
        {
            var itemId = Encoding.UTF8.GetString(bytes.AsSpan(MarkBytes));
            if (bytes.AsSpan(0, MarkBytes).SequenceEqual(MarkOf(tenantId, kind, itemId)))
            {
                return itemId;
            }
        }

        throw new InvalidInputFailure("cursor", "must be the `next` of a page of this list; without one the list begins anew");
    }

    private static byte[] MarkOf(string tenantId, ContentKind? kind, string itemId) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{tenantId}\n{kind}\n{itemId}"))[..MarkBytes];
}
