using Mmei.Contracts.Api.V1;

namespace Mmei.Gateway.Observe;

/// <summary>
/// What may be read of a person, by what the observation says and by what is stored of them. Their face and voice identify them, so
/// silence is not an agreement, nor is one that does not say what for (Regulation (EU) 2016/679, Articles 5(1)(b) and 7).
/// </summary>
/// <param name="Said">With the observation; of each modality this comes first.</param>
/// <param name="Stored">Of the person; null where they have nobody's word.</param>
internal sealed record Agreement(ConsentRequest? Said, UserConsentAnswer? Stored)
{
    public const string Refused = "is not consented to";

    /// <summary>Why words may not be read; null where they may.</summary>
    public string? AgainstText => Said?.Text == false ? Refused : null;

    /// <summary>Why the face may not be read; null where it may.</summary>
    public string? AgainstImage => Against(Said?.Image, Stored?.Image, "consent.image");

    /// <summary>Why the voice may not be heard; null where it may.</summary>
    public string? AgainstAudio => Against(Said?.Audio, Stored?.Audio, "consent.audio");

    private string? Against(bool? said, bool? stored, string field) => said switch
    {
        false => Refused,
        true when !string.IsNullOrWhiteSpace(Said?.Purpose) => null,
        _ when stored == true => null,
        true => "is read only for a purpose: name in consent.purpose what the person agreed to, such as \"recommendation\"",
        null => $"is read only where the person agreed: send {field} true, and in consent.purpose what for, such as \"recommendation\"; " +
            "or store it once with PUT /v1/users/{id}/consent",
    };
}
