using Mmei.Contracts.Api.V1;

namespace Mmei.Gateway.Observe;

/// <summary>
/// What may be read of a person. Their face and voice identify them, so silence is not an agreement, nor is one that does not say what
/// for (Regulation (EU) 2016/679, Articles 5(1)(b) and 7).
/// </summary>
internal static class Agreement
{
    public const string Refused = "is not consented to";

    /// <summary>Why words may not be read; null where they may.</summary>
    public static string? AgainstText(ConsentRequest? consent) => consent?.Text == false ? Refused : null;

    /// <summary>Why the face may not be read; null where it may.</summary>
    public static string? AgainstImage(ConsentRequest? consent) => Against(consent?.Image, "consent.image", consent?.Purpose);

    /// <summary>Why the voice may not be heard; null where it may.</summary>
    public static string? AgainstAudio(ConsentRequest? consent) => Against(consent?.Audio, "consent.audio", consent?.Purpose);

    private static string? Against(bool? agreed, string field, string? purpose) => agreed switch
    {
        false => Refused,
        true when !string.IsNullOrWhiteSpace(purpose) => null,
        true => "is read only for a purpose: name in consent.purpose what the person agreed to, such as \"recommendation\"",
        null => $"is read only where the person agreed: send {field} true, and in consent.purpose what for, such as \"recommendation\"",
    };
}
